"""What leaves the program: checklists (pdf, xlsx), calendar (ics) and terminal text.

Takes an ActionPlan, gives files and text. ``checklist`` turns a plan into a ``Document``, content
without a format; one module per format renders it or the plan. Knows plan, engine, model, store
and paths; never the window. File formats are imported where they are used, so that importing
this package costs nothing at start-up.
"""
