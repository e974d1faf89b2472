"""A build on the web: SPARQL 1.1 over processes that can be killed, its descriptions and its files.

::

    client ─► http.py ─► app.py ─► routes.py: endpoint.py, descriptions, dumps, operations
                                      │ Question
                                   engine.py ─► pool.py ─► Link ══ socket ══ worker.py (one query at a time)
                                      └ reload             nursery.py loads the store once and forks the workers
"""
