"""docs/hub-contract.md, read as a program reads it: what there is to read and to call, for whom, and the examples."""

import re


class Page:
    """The page: `views`, `functions`, `errors` and `examples`."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.text = file.read()
        self.views = {}  # name: {"roles", "columns": [(name, type)]}
        self.functions = {}  # name: {"roles", "parameters": [(name, type, has default)], "columns", "returns", "errors"}
        self.errors = {}  # code: keys of its values
        self.examples = []  # (flow, kind, argument, text, line)
        for part in re.split(r"^### ", self.text, flags=re.M)[1:]:
            self._read_entry(re.split(r"^## ", part, flags=re.M)[0])
        table = self._section("Errors")
        for code, values in re.findall(r"^\| `([0-9A-Z]{5})` \|[^|]*\|([^|]*)\|", table, flags=re.M):
            self.errors[code] = set(re.findall(r"`(\w+)`", values))
        # Messages: the first column of their table.
        self.templates = {name for line in self._section("Messages").splitlines() for name in re.findall(r"`(\w+)`", line.split("|")[1] if line.startswith("| `") else "")}
        self._read_examples()

    def _section(self, title):
        return re.split(r"^## ", re.split(rf"^## {title}$", self.text, flags=re.M)[1], flags=re.M)[0]

    @staticmethod
    def _rows(text):
        return [[cell.strip() for cell in line.strip("|\n").split(" | ")] for line in text.splitlines() if line.startswith("| `")]

    def _read_entry(self, text):
        name = re.match(r"hub\.(\w+)$", text.splitlines()[0].strip())
        if not name:
            return
        roles = re.search(r"^(Read|Called) by: (.*)$", text, flags=re.M)
        entry = {"roles": set(re.findall(r"`pupitre_(\w+)`", roles[2]))}
        parts = text.split("\nReturns rows:\n")
        tables = [[(r[0].strip("`"), r[1].strip("`"), *([bool(r[2])] if len(r) > 3 else [])) for r in self._rows(part)] for part in parts]
        if roles[1] == "Read":
            entry["columns"] = tables[0]
            self.views[name[1]] = entry
            return
        entry["parameters"] = tables[0]
        entry["columns"] = tables[1] if len(tables) > 1 else None
        returns = re.search(r"^Returns `([^`]*)`", text, flags=re.M)
        entry["returns"] = returns[1] if returns else None
        entry["errors"] = set(re.findall(r"`([0-9A-Z]{5})`", re.search(r"^Errors: (.*)$", text, flags=re.M)[1]))
        self.functions[name[1]] = entry

    def _read_examples(self):
        flow, block = "", None
        for number, line in enumerate(self.text.splitlines(), 1):
            heading = re.match(r"^## (Flow \d+)", line)
            if heading:
                flow = heading[1]
            fence = re.match(r"^```(\w*) ?(\w*)$", line)
            if block is None and fence and fence[1] in ("sql", "agent", "time"):
                block = (flow, fence[1], fence[2], [], number)
            elif block is not None and line == "```":
                self.examples.append((*block[:3], "\n".join(block[3]), block[4]))
                block = None
            elif block is not None:
                block[3].append(line)
