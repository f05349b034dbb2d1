"""Runs the examples of the page: each statement as the login that its block names, its answer compared with the comment under it."""

import re
import uuid

from agent import Agent, pass_time
from hub import Hub


class Examples:
    """The examples of one page, in its order. What a one-row answer names is a value for what follows in the same flow."""

    def __init__(self, page):
        self.page = page
        self.sessions = {}
        self.values = {}
        self.flow = None
        self.agent = Agent()
        self.used = set()

    def run(self):
        """Runs them all; how many statements of each flow."""
        counts = {}
        for flow, kind, argument, text, line in self.page.examples:
            if flow != self.flow:
                self.flow, self.values = flow, {}
            try:
                if kind == "time":
                    pass_time(text.strip())
                elif kind == "agent":
                    self._act(text.split("\n"))
                else:
                    counts[flow] = counts.get(flow, 0) + self._sql(argument, text)
            except Exception as error:
                raise AssertionError(f"the example at line {line} ({flow}): {error}") from error
        return counts

    def _act(self, lines):
        for line in lines:
            verb, *words = self._filled(line).split(" ")
            if verb == "approve":
                self.agent.approve(words[0])
            elif verb == "return" and words[0] == "undelivered":
                self.agent.refuse_address(words[2])
            elif verb == "return":
                self.agent.send_back(words[0], *zip(words[1::2], words[2::2]))
            elif verb == "attribute":
                self.agent.attribute(words[0], dict(zip(words[1::2], words[2::2])))
            elif verb == "reship":
                self.agent.reship()
            elif verb == "attach":
                self.agent.attach(int(words[0]), int(words[1]))
            elif verb == "resend":
                self.agent.resend_invoice(words[0])
            else:
                raise ValueError(f"unknown: {line}")

    def _filled(self, text):
        return re.sub(r"(?<![:\w]):([a-z_]+)\b(?!:)", lambda match: str(self.values[match[1]]), text)

    def _sql(self, role, text):
        session = self.sessions.setdefault(role, None) or Hub(self.page, role)
        self.sessions[role] = session
        count = 0
        # A statement ends with a semicolon at the end of a line; the comments that follow are the rows of its answer.
        for statement, expected in re.findall(r"((?:(?!--)[^\n]*\n)*?(?!--)[^\n]*;)[ ]*\n?((?:-- [^\n]*(?:\n|$))*)", text + "\n"):
            values = []

            def value(match):
                if match[1] == "request":
                    values.append(uuid.uuid4())
                else:
                    values.append(self.values[match[1]])
                return "%s"

            sql = re.sub(r"(?<![:\w]):([a-z_]+)\b(?!:)", value, statement.replace("%", "%%"))
            for name in re.findall(r"hub\.(\w+)", statement):
                if name not in self.page.views and name not in self.page.functions:
                    raise AssertionError(f"hub.{name} is not on the page")
                self.used.add(name)
            rows = session.ask(sql, values)
            if len(rows) == 1:
                self.values.update(rows[0])
            wanted = [line[3:].strip() for line in expected.splitlines()]
            if wanted:
                got = [" | ".join("" if cell is None else str(cell) for cell in row.values()).strip() for row in rows]
                for wish, have in zip(wanted, got):
                    pattern = ".*".join(re.escape(part) for part in wish.split("…"))
                    if not re.fullmatch(pattern, have, flags=re.S):
                        raise AssertionError(f"{statement.strip()}\nexpected {wish}\ngot {have}")
                if len(wanted) != len(got):
                    raise AssertionError(f"{statement.strip()}\nexpected {len(wanted)} rows, got {got}")
            count += 1
        return count
