"""Compares the page with what the database says there is: nothing missing, nothing extra, nothing said otherwise."""

import os
import re

import psycopg2

ROLES = ["portal", "mailer", "payment", "centre", "mailroom", "factory"]


def _rows(cursor, sql, values=None):
    cursor.execute(sql, values)
    return cursor.fetchall()


def _type(name):
    return name.replace("timestamp with time zone", "timestamptz")


def differences(page):
    """What the page says otherwise than the catalogue; one sentence each."""
    found = []
    with psycopg2.connect(os.environ["HUB_ADMIN"]) as connection, connection.cursor() as cursor:
        views = {}
        for name, column, kind in _rows(cursor, """
            select c.relname, a.attname, format_type(a.atttypid, null) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where c.relnamespace = 'hub'::regnamespace and c.relkind = 'v' order by c.relname, a.attnum"""):
            views.setdefault(name, []).append((column, _type(kind)))
        _compare(found, "view", set(page.views), set(views))
        for name in views.keys() & page.views.keys():
            if views[name] != page.views[name]["columns"]:
                found.append(f"columns of hub.{name}: the page has {page.views[name]['columns']}, the database {views[name]}")
            roles = {role for role in ROLES if _rows(cursor, "select has_table_privilege(%s, %s, 'select')", (f"pupitre_{role}", f"hub.{name}"))[0][0]}
            _compare(found, f"reader of hub.{name}", page.views[name]["roles"], roles)
        functions = {}
        for name, kind, types, names, modes, inputs, defaults, oid in _rows(cursor, """
            select p.proname, pg_get_function_result(p.oid),
              (select array_agg(format_type(t, null) order by n) from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) with ordinality as a(t, n)),
              p.proargnames, p.proargmodes::text[], p.pronargs, p.pronargdefaults, p.oid
            from pg_proc p where p.pronamespace = 'hub'::regnamespace"""):
            modes = modes or ["i"] * len(names)
            arguments = [(n, _type(t)) for n, t, mode in zip(names, types, modes) if mode == "i"]
            functions[name] = {
                "parameters": [(n, t, index >= inputs - defaults) for index, (n, t) in enumerate(arguments)],
                "columns": [(n, _type(t)) for n, t, mode in zip(names, types, modes) if mode == "t"] or None,
                "returns": None if kind.startswith("TABLE") else _type(kind),
                "roles": {r for r in ROLES if _rows(cursor, "select has_function_privilege(%s, %s::oid, 'execute')", (f"pupitre_{r}", oid))[0][0]},
            }
        _compare(found, "function", set(page.functions), set(functions))
        reached = _errors(cursor)
        for name in functions.keys() & page.functions.keys():
            for part, value in functions[name].items():
                if page.functions[name][part] != value:
                    found.append(f"{part} of hub.{name}: the page has {page.functions[name][part]}, the database {value}")
            _compare(found, f"error of hub.{name}", page.functions[name]["errors"] - {"55P03"}, reached[name].keys())
        codes = {}
        for errors in reached.values():
            for code, keys in errors.items():
                codes.setdefault(code, set()).update(keys)
        _compare(found, "error", set(page.errors) - {"55P03", "40001", "40P01"}, set(codes))
        for code in codes.keys() & page.errors.keys():
            _compare(found, f"value of {code}", page.errors[code], codes[code])
        written = " ".join(row[0] for row in _rows(cursor, "select prosrc from pg_proc where pronamespace in ('core'::regnamespace, 'hub'::regnamespace, 'desk'::regnamespace)"))
        composed = {f"payment_{outcome}" for outcome in ("failed", "expired")}
        found += [f"message {name}: only on the page" for name in sorted(page.templates - composed) if f"'{name}'" not in written]
    return found


def _compare(found, what, page, database):
    found += [f"{what} {name}: only on the page" for name in sorted(page - set(database))]
    found += [f"{what} {name}: only in the database" for name in sorted(set(database) - page)]


def _errors(cursor):
    """The refusals that each function of hub can come to, through the functions of core that it calls, with the keys of their values."""
    sources = {f"{schema}.{name}": source for schema, name, source in _rows(cursor, """
        select n.nspname, p.proname, string_agg(p.prosrc, ' ') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('core', 'hub') group by 1, 2""")}
    told = dict(_rows(cursor, """
        select refusal, array(select f from unnest(fields || insist) as f where f is not null and f <> all (kept)) from core.refusal"""))
    own = {}
    for name, source in sources.items():
        own[name] = {}
        for match in re.finditer(r"core\.refuse\(", source):
            for refusal in re.findall(r"'([0-9A-Z]{5}(?::[a-z_]+)?)'", _arguments(_call(source, match.start()))[0]):
                own[name].setdefault(refusal[:5], set()).update(told[refusal])
    reached = {}
    for root in (name for name in sources if name.startswith("hub.")):
        seen, waiting = set(), [root]
        while waiting:
            name = waiting.pop()
            if name in seen or name not in sources:
                continue
            seen.add(name)
            waiting += ["core." + called for called in re.findall(r"core\.([a-z_]+)\s*\(", sources[name])]
        errors = reached[root.removeprefix("hub.")] = {}
        for name in seen:
            for code, keys in own[name].items():
                errors.setdefault(code, set()).update(keys)
    return reached


def _call(source, start):
    """A call, from its name to its closing parenthesis; what is quoted is left alone."""
    depth, quoted = 0, False
    for index in range(start, len(source)):
        character = source[index]
        if character == "'":
            quoted = not quoted
        elif not quoted and character == "(":
            depth += 1
        elif not quoted and character == ")":
            depth -= 1
            if depth == 0:
                return source[start:index + 1]
    return source[start:]


def _arguments(call):
    """The arguments of a call."""
    arguments, depth, quoted, current = [], 0, False, ""
    for character in call[call.index("(") + 1:-1]:
        if character == "'":
            quoted = not quoted
        elif not quoted:
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and not quoted and depth == 0:
            arguments.append(current.strip())
            current = ""
        else:
            current += character
    return [*arguments, current.strip()]
