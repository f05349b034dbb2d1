"""python3 Tests/ContractClient PAGE catalogue|examples|flows: says what it did, and fails with what broke.

Each role's conninfo is in the environment: HUB_PORTAL, HUB_MAILER, HUB_PAYMENT, HUB_CENTRE, HUB_MAILROOM, HUB_FACTORY, HUB_AGENT, HUB_SUPERVISOR, and
HUB_ADMIN for the clock and the catalogue; HUB_CONSOLE is the path of the console."""

import sys
import time

import catalogue
import examples
import flows
from page import Page
from stage import Stage


def main():
    page, work = Page(sys.argv[1]), sys.argv[2]
    if work == "catalogue":
        found = catalogue.differences(page)
        print("\n".join(found) or f"{len(page.views)} views and {len(page.functions)} functions are as the page says")
        return 1 if found else 0
    if work == "examples":
        runner = examples.Examples(page)
        counts = runner.run()
        missing = [f"Flow {number}" for number in range(1, 12) if not counts.get(f"Flow {number}")]
        missing += [f"hub.{name}" for name in sorted({*page.functions, *page.views} - runner.used)]
        if missing:
            print(f"no example of {', '.join(missing)}")
            return 1
        print(f"{sum(counts.values())} statements in {len(counts)} flows")
        return 0
    stage = Stage(page)
    for flow in flows.FLOWS:
        if len(sys.argv) > 3 and not flow.__name__.startswith(sys.argv[3]):
            continue
        start = time.monotonic()
        flow(stage)
        print(f"{flow.__name__}: {time.monotonic() - start:.1f} s", flush=True)
    return 0


sys.exit(main())
