import { createServer, type ServerResponse } from "node:http";
import postgres from "postgres";
import { FIRST_PAGE } from "./query";

const { DATABASE_URL = "", PARTNER = "", PORT = "0" } = process.env;
const sql = postgres(DATABASE_URL, { max: 10 });

async function answer(response: ServerResponse): Promise<void> {
  const rows = await sql.unsafe(FIRST_PAGE, [PARTNER], { prepare: true });
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(rows));
}

/** The least a Node program can do: one prepared query, one answer. */
createServer((request, response) => {
  if (request.url === "/query") void answer(response);
  else response.end("ok");
}).listen(Number(PORT), "127.0.0.1");
