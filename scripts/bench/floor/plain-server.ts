import { createServer } from "node:http";
import postgres from "postgres";
import { FIRST_PAGE } from "./query";

const { DATABASE_URL = "", PARTNER = "", PORT = "0" } = process.env;
const sql = postgres(DATABASE_URL, { max: 10 });

/** The least a Node program can do: one prepared query, one answer. */
createServer(async (request, response) => {
  if (request.url !== "/query") return response.end("ok");
  const rows = await sql.unsafe(FIRST_PAGE, [PARTNER], { prepare: true });
  response.setHeader("content-type", "application/json");
  return response.end(JSON.stringify(rows));
}).listen(Number(PORT), "127.0.0.1");
