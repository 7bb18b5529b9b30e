"""Who may do this today: agencies with their names and superiors by period, sections, people, dated
roles and delegations, login; and what an office has chosen where the law leaves a point open.
"""
