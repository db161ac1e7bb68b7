"""The floor of loading: fetch and decode the same pages, and nothing else. Prints the seconds it took."""

import json
import sys
import time
from urllib.parse import quote_plus

import httpx

origin, session, *queries = sys.argv[1:]
headers = {"Authorization": f"Bearer {session}", "Accept": "application/json"}
began = time.perf_counter()
rows = 0
with httpx.Client(base_url=origin, headers=headers, trust_env=False, verify=False) as client:
    for query in queries:
        path = f"/services/data/v67.0/query?q={quote_plus(query)}"
        while path:
            page = json.loads(client.get(path).content)
            rows += len(page["records"])
            path = page.get("nextRecordsUrl")
print(json.dumps({"seconds": time.perf_counter() - began, "rows": rows}))
