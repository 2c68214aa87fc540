// Looks for known vulnerabilities in the npm packages: `npm run audit`. Where the registry does not answer, npm
// gets the answer kept in xtask/advisories/npm.json. `npm run audit -- --keep` keeps the registry's answer there.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import { createGunzip } from "node:zlib";

/** Takes names and versions, answers the advisories about these names (npm's bulk advisory endpoint). */
const ADVISORIES = "/-/npm/v1/security/advisories/bulk";
const KEPT = new URL("../xtask/advisories/npm.json", import.meta.url);
const REGISTRY = process.env["npm_config_registry"] ?? "https://registry.npmjs.org/";
const LONGEST_ANSWER_MS = 20_000;

/**
 * What the registry knows of the packages in this request, or null where it does not answer.
 * @param {unknown} packages
 */
async function fetched(packages) {
  try {
    const answer = await fetch(new URL(ADVISORIES, REGISTRY), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(packages),
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/** @param {unknown} advisories */
async function replaceKept(advisories) {
  if (advisories === null) throw new Error("nothing to keep: the registry gives no advisories");
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(KEPT, `${JSON.stringify({ source: kept.source, date, advisories }, null, 2)}\n`);
}

const keep = process.argv.includes("--keep");
const kept = JSON.parse(await readFile(KEPT, "utf8"));

// npm asks this server, so that both answers are judged by the same `npm audit`.
const server = createServer(async (request, response) => {
  if (request.method !== "POST" || request.url !== ADVISORIES) {
    response.writeHead(404).end("{}");
    return;
  }
  const compressed = request.headers["content-encoding"] === "gzip";
  const packages = await json(compressed ? request.pipe(createGunzip()) : request);
  const advisories = await fetched(packages);
  if (advisories === null) console.log(`The npm registry gives no advisories. Used: those kept on ${kept.date}.`);
  if (keep) await replaceKept(advisories);
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(advisories ?? kept.advisories));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
if (address === null || typeof address === "string") {
  throw new Error("the server has no port");
}
const audit = spawn("npm", ["audit", "--registry", `http://127.0.0.1:${address.port}/`], { stdio: "inherit" });
const [code] = await once(audit, "exit");
server.close();
process.exitCode = code ?? 1;
