// Reads a policy from standard input; prints and fails for findings of medium or high severity.
import { readFileSync } from "node:fs";
import evaluator from "csp_evaluator/dist/evaluator.js";
import finding from "csp_evaluator/dist/finding.js";
import parser from "csp_evaluator/dist/parser.js";

const policy = readFileSync(0, "utf8").trim();
if (!policy) {
  console.error("no policy");
  process.exit(1);
}
const { Severity } = finding;
const grave = new Set([Severity.HIGH, Severity.SYNTAX, Severity.MEDIUM, Severity.HIGH_MAYBE, Severity.MEDIUM_MAYBE]);
const findings = new evaluator.CspEvaluator(new parser.CspParser(policy).csp)
  .evaluate()
  .filter((found) => grave.has(found.severity));
for (const found of findings) {
  console.error(`${Severity[found.severity]} ${found.directive}: ${found.description}`);
}
process.exit(findings.length === 0 ? 0 : 1);
