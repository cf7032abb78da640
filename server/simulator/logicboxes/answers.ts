import { json, Refused, type SimResponse } from "../wire";

/** First spelling of an error, with HTTP status 500: nearly everything that goes wrong with an order. */
export const wrong = (message: string): Refused =>
  new Refused(json(500, { status: "ERROR", message }));

/** Second spelling, with HTTP status 200: who calls is not known. */
export const unknownCaller = (): Refused =>
  new Refused(
    json(200, {
      status: "error",
      error: "Invalid credentials, or your User account maybe Inactive or Suspended",
    }),
  );

/** Third spelling, with HTTP status 200: an action that was not begun. */
export const failedAction = (description: string): Refused =>
  new Refused(
    json(200, { actionstatus: "Failed", actionstatusdesc: description, status: "Failed" }),
  );

/** What was wrong with each field. */
export const wrongFields = (fields: Readonly<Record<string, string>>): Refused =>
  wrong(
    `{${Object.entries(fields)
      .map(([name, problem]) => `${name}=${problem}`)
      .join(", ")}}`,
  );

export const notFound = (name: string): Refused => wrong(`Website doesn't exist for ${name}`);

/** The proxy's own words to an address that is not on the list. */
export const addressRefused = (): SimResponse => page(403, "error code: 1020");

/** A text of the proxy's. */
export const page = (status: number, body: string): SimResponse => ({
  status,
  headers: { "content-type": "text/plain; charset=UTF-8" },
  body,
});

type Done = {
  readonly orderId: string;
  readonly name: string;
  readonly type: string;
  readonly what: string;
  readonly actionId: string;
  readonly isDone: boolean;
  readonly customerId: string;
  readonly costMinor?: number;
};

/** What became of an action that was begun. */
export function action(done: Done): SimResponse {
  const { orderId, name, type, what, actionId, isDone, customerId, costMinor } = done;
  const amount = costMinor === undefined ? null : `-${(costMinor / 100).toFixed(2)}`;
  const status = isDone ? "Success" : "InProgress";
  return json(200, {
    entityid: orderId,
    actiontype: type,
    actiontypedesc: what,
    eaqid: actionId,
    actionstatus: status,
    actionstatusdesc: isDone ? `${what} completed Successfully` : `${what} is in progress`,
    status,
    description: name,
    ...(amount === null
      ? {}
      : {
          invoiceid: "0",
          sellingcurrencysymbol: "USD",
          sellingamount: amount,
          unutilisedsellingamount: amount,
          customerid: customerId,
        }),
  });
}

/** Seconds since the epoch, as text. */
export const epoch = (instant: string): string => String(Math.floor(Date.parse(instant) / 1000));
