"""A service's session on hub. It knows of hub what the page says, and refuses to ask for anything else."""

import json
import os
import uuid

import psycopg2
import psycopg2.extras

psycopg2.extras.register_uuid()


class Refused(Exception):
    """A refusal: its SQLSTATE, its message, and its values."""

    def __init__(self, error):
        super().__init__(f"{error.pgcode}: {error.diag.message_primary}")
        self.code = error.pgcode
        detail = error.diag.message_detail
        self.values = json.loads(detail) if detail and detail.startswith("{") else {}


class Hub:
    """One login's session. Each call is a transaction; its answer counts once that is committed."""

    def __init__(self, page, role):
        self.page = page
        self.role = role
        self.connection = psycopg2.connect(os.environ["HUB_" + role.upper()])

    def ask(self, sql, values=None):
        """Runs one statement in a transaction of its own; its rows as dictionaries."""
        try:
            with self.connection, self.connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor) as cursor:
                cursor.execute(sql, values)
                return [dict(row) for row in cursor.fetchall()] if cursor.description else []
        except psycopg2.Error as error:
            raise Refused(error) from None

    def call(self, name, request=True, **parameters):
        """Calls a function of the page by named parameters; a value, or rows. request: a fresh id, that one, or none."""
        function = self.page.functions[name]
        if self.role not in function["roles"]:
            raise LookupError(f"hub.{name} is not for pupitre_{self.role}")
        known = {parameter[0]: parameter for parameter in function["parameters"]}
        if request is not None and "request" in known:
            parameters["request"] = uuid.uuid4() if request is True else request
        for parameter in parameters:
            if parameter not in known:
                raise LookupError(f"hub.{name} has no parameter {parameter}")
        missing = [p[0] for p in function["parameters"] if not p[2] and p[0] not in parameters]
        if missing:
            raise LookupError(f"hub.{name} needs {', '.join(missing)}")
        values = {key: psycopg2.extras.Json(value) if known[key][1] in ("json", "jsonb") and value is not None else value for key, value in parameters.items()}
        arguments = ", ".join(f"{key} => %({key})s::{known[key][1]}" for key in parameters)
        rows = self.ask(f"select * from hub.{name}({arguments})", values)
        if function["columns"] is not None:
            return rows
        return next(iter(rows[0].values()))

    def rows(self, view, order=None, **where):
        """Rows of a view of the page, all its columns."""
        entry = self.page.views[view]
        if self.role not in entry["roles"]:
            raise LookupError(f"hub.{view} is not for pupitre_{self.role}")
        columns = [column[0] for column in entry["columns"]]
        for column in [*where, *([order] if order else [])]:
            if column not in columns:
                raise LookupError(f"hub.{view} has no column {column}")
        condition = " and ".join(f"{column} = %({column})s" for column in where) or "true"
        return self.ask(f"select {', '.join(columns)} from hub.{view} where {condition} order by {order or 1}", where)

    def row(self, view, **where):
        """The one row."""
        rows = self.rows(view, **where)
        if len(rows) != 1:
            raise AssertionError(f"hub.{view} {where}: {len(rows)} rows")
        return rows[0]

    def follow(self, position):
        """What happened after a position, and the position to go on from."""
        changes = []
        while rows := self.call("read_changes", after=position, maximum=100):
            position = rows[-1]["position"]
            changes += [row for row in rows if row["object"]]
        return changes, position
