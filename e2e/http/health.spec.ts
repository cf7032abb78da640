import { expect, test } from "../fixtures";

test("the health check says that database, queue and worker are alive, to anybody and under any host", async ({
  callerAs,
}) => {
  const stranger = await callerAs(null);
  for (const host of ["localhost", "10.0.0.7", "lb.internal:8080"]) {
    const { status, headers, text } = await stranger.send("/healthz", { headers: { host } });
    expect({ status, body: JSON.parse(text) }).toEqual({ status: 200, body: { status: "ok" } });
    expect(headers["cache-control"]).toContain("no-store");
  }
});
