import type { ServiceContext } from "../kernel/context";

type File = { readonly name: string; readonly type: string };

/** Sends a file piece by piece, as fast as the reader takes it. A reader that leaves ends the making of it. */
export function fileAnswer(
  ctx: Pick<ServiceContext, "requestId">,
  { name, type }: File,
  pieces: AsyncGenerator<string>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
      "x-request-id": ctx.requestId,
    },
  });
}
