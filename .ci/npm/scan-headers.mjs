// Mozilla's HTTP Observatory, told the ports of both schemes, which its own program does not take.
// Arguments: host, port of HTTP, port of HTTPS, path. Prints score, grade, what each test found, and the highest
// score that any answer of the kind can get: without a cookie, and with a script only if it is a page.
import { ALL_TESTS } from "@mdn/mdn-http-observatory/src/constants.js";
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT, SCORE_TABLE } from "@mdn/mdn-http-observatory/src/grader/charts.js";
import { getGradeForScore, getScoreModifier } from "@mdn/mdn-http-observatory/src/grader/grader.js";
import { retrieve } from "@mdn/mdn-http-observatory/src/retriever/retriever.js";

const [host, httpPort, httpsPort, path] = process.argv.slice(2);
const found = await retrieve(host, { httpPort: Number(httpPort), httpsPort: Number(httpsPort), path });
const answer = found.responses.auto;
if (!answer) {
  throw new Error("no answer");
}
const results = ALL_TESTS.map((test) => test(found));
const modifiers = results.map(({ result }) => getScoreModifier(result));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 100);
const without = sum(modifiers.filter((modifier) => modifier < 0));
const { score, grade } = getGradeForScore(without >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? sum(modifiers) : without);
const tests = Object.fromEntries(results.map((test, i) => [test.constructor.name, `${test.result} ${modifiers[i]}`]));

const bestOf = (prefix) =>
  Math.max(...[...SCORE_TABLE].filter(([name]) => name.startsWith(prefix)).map(([, { modifier }]) => modifier));
const isPage = String(answer.headers["content-type"]).startsWith("text/html");
const attainable = ["csp-", "hsts-", "redirection-", "referrer-policy-", "x-content-type-options-", "x-frame-options-"]
  .concat(["cross-origin-resource-sharing-", "corp-", "cookies-not-found", isPage ? "sri-" : "sri-not-implemented-response-not-html"]);
if (attainable.length !== ALL_TESTS.length) {
  throw new Error("another number of tests than is known here");
}
const highest = sum(attainable.map(bestOf));
console.log(JSON.stringify({ status: answer.status, score, grade, highest, tests }, null, 2));
