"""The agents' part, which is not of this contract: accounts and documents at the console, the rest through the functions behind it."""

import os
import subprocess
import uuid

import psycopg2
import psycopg2.extras

psycopg2.extras.register_uuid()


class Agent:
    """An agent at work. `token` is the lease of this console."""

    def __init__(self):
        self.conninfo = os.environ["HUB_AGENT"]
        self.supervisor = os.environ["HUB_SUPERVISOR"]
        self.token = uuid.uuid4()

    def console(self, commands):
        """Pipes commands to the console."""
        run = subprocess.run(
            [os.environ["HUB_CONSOLE"], "-d", self.conninfo], input=commands, capture_output=True, text=True, timeout=60,
            env={"LANG": "C.UTF-8", "HOME": "/dev/null", "PATH": "/usr/bin:/bin"})
        if run.returncode != 0:
            raise AssertionError(f"{commands!r} left with {run.returncode}: {run.stderr}")
        return run.stdout

    def approve(self, queue):
        self.console(f"next {queue}\napprove\n")

    def send_back(self, queue, *flags):
        """Returns the next case of a queue, with (item, reason) flagged."""
        lines = "".join(f"flag {item} {reason} 'seen'\n" for item, reason in flags)
        self.console(f"next {queue}\n{lines}return\n")

    def _ask(self, sql, values, conninfo=None):
        connection = psycopg2.connect(conninfo or self.conninfo)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(sql, values)
                return cursor.fetchone()
        finally:
            connection.close()

    def _take(self, queue):
        taken = self._ask("select case_id from desk.claim_next(%s, %s)", ([queue], self.token))
        if not taken:
            raise AssertionError(f"the queue {queue} is empty")
        # Opened by a transaction of its own, then read.
        reading = self._ask("select desk.open_reading('case', %s)", ([taken[0]],))[0]
        version = self._ask("select (desk.case_file(%s) -> 'case' ->> 'version')::integer", (reading,))[0]
        return taken[0], version

    def attribute(self, outcome, findings):
        """Settles the next quality claim; findings: {element: cause} or {element: (cause, value)}."""
        case, version = self._take("quality")
        for element, cause in findings.items():
            cause, value = cause if isinstance(cause, tuple) else (cause, "")
            self._ask(
                "select desk.finding(%s, %s, %s, %s, %s, %s, %s, 'seen')", (str(uuid.uuid4()), case, self.token, version, element, cause, value)
            )
        self._ask("select desk.attribute(%s, %s, %s, %s, %s, 'seen')", (str(uuid.uuid4()), case, self.token, version, outcome))

    def reship(self):
        case, version = self._take("undelivered")
        self._ask("select desk.reship(%s, %s, %s, %s)", (str(uuid.uuid4()), case, self.token, version))

    def refuse_address(self, reason):
        case, version = self._take("undelivered")
        self._ask("select desk.flag(%s, %s, %s, %s, 'delivery_address', %s, 'seen')", (str(uuid.uuid4()), case, self.token, version, reason))
        self._ask("select desk.return_case(%s, %s, %s, %s)", (str(uuid.uuid4()), case, self.token, version))

    def find(self, text):
        """The drivers that a search finds."""
        reading = self._ask("select desk.open_reading('search', p_text => %s)", (text,))[0]
        row = self._ask("select array_agg(driver) from desk.search(%s)", (reading,))
        return row[0] or []

    def attach(self, training, driver):
        self._ask("select desk.attach(%s, %s, %s, 'on the phone')", (uuid.uuid4(), training, driver))

    def resend_invoice(self, number):
        self._ask("select desk.resend_invoice(%s, %s)", (uuid.uuid4(), number))

    def correct_contact(self, driver, field, value):
        self._ask("select desk.open_reading('driver', %s)", ([driver],))
        self._ask("select desk.contact(%s, %s, %s, %s)", (uuid.uuid4(), driver, field, value))


def pass_time(interval):
    """Days pass: the owner's right, and only in databases made for tests."""
    connection = psycopg2.connect(os.environ["HUB_ADMIN"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute("select core.advance_clock(%s::interval)", (interval,))
    finally:
        connection.close()
