"""All positions on a topic, page by page, as a table. Nothing but the standard library: python3 client.py [URL]"""

import csv
import json
import sys
import time
import urllib.error
import urllib.request

URL = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:8080/graphql"

STANCES = """
query Stances($slug: String!, $first: Int!, $after: String) {
  event(slug: $slug) {
    id
    title
    stances(first: $first, after: $after, orderBy: COUNTRY_ASC) {
      totalCount
      edges {
        cursor
        node { id position since country { id code name } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""


def ask(query, **variables):
    """The data of the answer. Tries again when the service says that it is worth it."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(URL, body, {"Content-Type": "application/json"})
    for _ in range(5):
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                answer = json.load(response)
            if "errors" in answer:
                raise ValueError(answer["errors"])
            return answer["data"]
        except urllib.error.HTTPError as refused:
            if refused.code not in (429, 503):
                raise ValueError(refused.read().decode()) from refused
            time.sleep(int(refused.headers.get("Retry-After", "1")))
    raise TimeoutError(f"{URL} is unavailable")


def stances(slug, page):
    """Each stance on the event, however many pages they take."""
    after = None
    while True:
        connection = ask(STANCES, slug=slug, first=page, after=after)["event"]["stances"]
        for edge in connection["edges"]:
            yield edge["node"]
        if not connection["pageInfo"]["hasNextPage"]:
            return
        after = connection["pageInfo"]["endCursor"]


if __name__ == "__main__":
    table = csv.writer(sys.stdout)
    table.writerow(["country", "position", "since"])
    for stance in stances("russia-recognises-taliban-government", 1):
        table.writerow([stance["country"]["name"], stance["position"], stance["since"]])
