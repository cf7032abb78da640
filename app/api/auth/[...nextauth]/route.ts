import NextAuth from "next-auth";
import { authOptions } from "@/server/auth/next-auth";

type Segment = { params: Promise<{ nextauth: string[] }> };

const handler = async (request: Request, segment: Segment): Promise<Response> =>
  NextAuth(request as never, { params: await segment.params } as never, authOptions());

export { handler as GET, handler as POST };
