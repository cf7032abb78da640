import { expect, test } from "vitest";
import { signatureOf } from "./signature";

const lego = { key: "key", secret: "secret" };
const demo = { key: "demo-key", secret: "demo-secret" };
const records = "/restful/v2/domains/example.com/records";

test.each([
  [
    lego,
    records,
    "8e5bc897-75c8-4a9c-9362-5671405c7761",
    '{"sub_list":[]}',
    "1v6pCnviEO/dqOIRV2wSc+YRJHt92L+P2xqkyuTVQyk=",
  ],
  [lego, records, "", "", "bmpyYo9wpBlZBrcjmZOGrHdp1nQcsesmr8fxibvpefA="],
  [demo, "/restful/v2/domains/example.com", "", "", "/QhB7ZyAamDQQemCyrOC8tEPV6ixjdWOz4VMCyPxOpo="],
  [
    demo,
    "/restful/v2/domains/bulk_search?domain_name_list=a.com,b.net&show_price=true",
    "",
    "",
    "8QkVen4PLFRWYB4qGI4viR7SUjtpjCpXOnaV88m/HmQ=",
  ],
  [
    demo,
    "/restful/v2/domains/example.com/nameservers",
    "",
    '{"nameserver_list":["ns1.example.net","ns2.example.net"]}',
    "LHTPoiSsIa1nW/pSni4FOePM5XmLDsacpLHZVhcMsyY=",
  ],
])("%o signs %s with %j and %j as Dynadot does", (account, pathAndQuery, requestId, body, told) => {
  expect(signatureOf(account, { pathAndQuery, requestId, body })).toBe(told);
});

test("a request without an id is signed as one with an empty id, and a line break in the body counts", () => {
  const signed = (body: string) => signatureOf(lego, { pathAndQuery: records, body });
  expect(signed("")).toBe("bmpyYo9wpBlZBrcjmZOGrHdp1nQcsesmr8fxibvpefA=");
  expect(signed("{}\n")).not.toBe(signed("{}"));
});
