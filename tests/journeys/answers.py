"""What invented people answer in the fifteen sections, in English and in French.

Each section: the answers by the name of their field, then `rows` by kind; `picked` are the activities.
"""

from typing import Any

Answers = dict[str, dict[str, Any]]

ENGLISH: Answers = {
    "party": {
        "lead_institution": "Ministry of Culture, Directorate for the Creative Economy",
        "unit": "Digital Desk",
        "mandate": "The Culture Act of 2018 makes the Directorate responsible for policies on the cultural and "
        "creative sectors, and names it contact point of the Convention.",
        "address": "12 Harbour Street\nP.O. Box 114",
        "contact_name": "Wairimu Adongo",
        "contact_title": "Deputy Director",
        "contact_email": "adongo@culture.example",
        "contact_phone": "+254 20 000 0114",
        "authority": "Ministry of Culture",
        "authority_title": "Principal Secretary",
        "national_commission_informed": "yes",
        "language": "en",
    },
    "context": {
        "context": "A national culture policy has been in force since 2019. It names the digital sectors in one "
        "paragraph and gives nobody the task of measuring them.",
        "digital_environment": "Six households in ten are online, nearly all by telephone. Music reaches listeners "
        "through three foreign services; no law asks them what they play or what they pay.",
        "needs": "We need a diagnosis that the ministries, the broadcasters and the artists share, and a plan with "
        "owners and dates. The broadcasting bill will be read next year: afterwards it is too late.",
    },
    "stand": {
        "stand_summary": "Two consultations were held in 2025; nothing has been written together since.",
        "rows": {
            "stages": [
                {"state": "done", "note": "A team of nine, named by decree in March 2025."},
                {"state": "under_way", "note": "Data of the statistics office were collected; gaps remain."},
                {"state": "not_started"},
                {"state": "not_started"},
            ]
        },
    },
    "objectives": {
        "objective": "Adopt a national roadmap, with a costed action plan, within fifteen months.",
        "expected_change": "Creators of our languages are found, counted and paid on the services people use.",
        "rows": {
            "results": [
                {
                    "result": "The roadmap is adopted by the cabinet.",
                    "indicator": "Decision of the cabinet",
                    "baseline": "None",
                    "target": "Adopted",
                    "verification": "Official gazette",
                },
                {
                    "result": "Two services report what they play of national content.",
                    "indicator": "Services reporting",
                    "baseline": "0",
                    "target": "2",
                    "verification": "Reports published by the regulator",
                },
            ]
        },
    },
    "activities": {
        "picked": {
            "2.4": ("1", "The broadcasting bill has room for a duty of prominence; we lack its wording."),
            "1.1": ("2", "The policy of 2019 must be revised before the bill is drafted."),
        }
    },
    "partners": {
        "participation": "Partners sit in the team, read each draft and validate it in a public meeting.",
        "coordination": "The Digital Desk keeps the calendar; the team meets every month.",
        "rows": {
            "partners": [
                {
                    "name": "Union of Musicians",
                    "kind": "civil_society",
                    "part": "Consults its 1 400 members.",
                    "contacted": "yes",
                },
                {
                    "name": "Statistics Office",
                    "kind": "statistics_office",
                    "part": "Provides the data.",
                    "contacted": "yes",
                },
            ]
        },
    },
    "resources": {
        "resources_summary": "Three officers for a third of their time, a meeting room, and a budget line for 2027.",
        "rows": {
            "resources": [
                {
                    "kind": "human",
                    "description": "Coordinator of the team",
                    "quantity": "120 days",
                    "amount_usd": "9000",
                    "source": "Ministry",
                }
            ]
        },
    },
    "expertise": {
        "expertise_summary": "A lawyer for audiovisual rules, and a person who has led such a consultation.",
        "rows": {
            "needs": [
                {
                    "description": "Drafting rules on discoverability",
                    "activity": "2.4",
                    "languages": "English",
                    "mode": "both",
                    "days": "22",
                }
            ]
        },
    },
    "workplan": {
        "start": "2027-04-01",
        "months": "15",
        "method": "Each step ends with a document that the team validates before the next begins.",
        "rows": {
            "work": [
                {
                    "step": "TA2",
                    "title": "Consultation and diagnosis",
                    "month_from": "1",
                    "month_to": "4",
                    "produces": "Diagnosis",
                    "responsible": "Digital Desk",
                },
                {
                    "step": "TA4",
                    "title": "Drafting of the roadmap",
                    "month_from": "5",
                    "month_to": "11",
                    "produces": "Draft roadmap",
                    "responsible": "Team",
                },
                {
                    "step": "TA6",
                    "title": "Validation",
                    "month_from": "12",
                    "month_to": "15",
                    "produces": "Adopted roadmap",
                    "responsible": "Ministry",
                },
            ]
        },
    },
    "budget": {
        "budget_note": "Prices of 2026, from three offers; rooms are the country's.",
        "rows": {
            "budget": [
                {"line": "Three regional workshops", "asked_usd": "11500", "own_usd": "4000"},
                {"line": "Interpretation in two languages", "asked_usd": "3200"},
            ]
        },
    },
    "gender": {
        "gender_situation": "Women are 31 per cent of registered authors and 9 per cent of producers (2025).",
        "gender_actions": "Half of the team are women; one workshop is held with women who produce.",
        "gender_follow_up": "Every list of participants and every figure is kept by sex.",
    },
    "risks": {
        "rows": {
            "risks": [
                {
                    "risk": "The elections of 2027 delay the cabinet.",
                    "likelihood": "medium",
                    "impact": "high",
                    "owner": "Deputy Director",
                    "mitigation": "The roadmap goes to the cabinet before June.",
                },
                {
                    "risk": "Services do not take part.",
                    "likelihood": "low",
                    "impact": "medium",
                    "owner": "Regulator",
                    "mitigation": "The regulator invites them to the first meeting.",
                },
            ]
        }
    },
    "sustainability": {
        "sustainability": "The Digital Desk becomes a unit with two posts in the budget of 2028.",
        "complementarity": "The regional fund finances studios; we would gladly share our wording of the law.",
    },
    "attachments": {"title": "Letter of the Principal Secretary"},
    "declaration": {
        "declared": True,
        "declared_name": "Wairimu Adongo",
        "declared_title": "Deputy Director",
        "declared_place": "Nairobi",
    },
}

FRENCH: Answers = {
    "party": {
        "lead_institution": "Ministère de la culture, direction des industries culturelles",
        "unit": "Cellule numérique",
        "mandate": "Le décret de 2020 confie à la direction les politiques des secteurs culturels et créatifs et en "
        "fait le point de contact de la Convention.",
        "address": "Avenue du Marché\nBP 214",
        "contact_name": "Sènan Houngbédji",
        "contact_title": "Directrice adjointe",
        "contact_email": "houngbedji@culture.example",
        "contact_phone": "+229 00 00 02 14",
        "authority": "Ministère de la culture",
        "authority_title": "Secrétaire général",
        "national_commission_informed": "no",
        "language": "fr",
    },
    "context": {
        "context": "Une politique culturelle existe depuis 2021. Elle parle du numérique sans dire qui en répond.",
        "digital_environment": "Quatre foyers sur dix sont connectés, presque tous par téléphone. Aucune "
        "donnée ne dit ce que les services diffusent de nos œuvres ni ce qu’ils versent.",
        "needs": "Il nous faut un diagnostic partagé et un plan daté, avant la loi sur l’audiovisuel de 2027.",
    },
    "stand": {
        "stand_summary": "Un atelier national s’est tenu en 2025 ; son rapport attend une suite.",
        "rows": {
            "stages": [
                {"state": "under_way", "note": "Une équipe de sept personnes se réunit depuis janvier."},
                {"state": "not_started"},
                {"state": "not_started"},
                {"state": "not_started"},
            ]
        },
    },
    "objectives": {
        "objective": "Adopter une feuille de route nationale et son plan d’action en quatorze mois.",
        "expected_change": "Les œuvres en langues nationales sont visibles, comptées et rémunérées en ligne.",
        "rows": {
            "results": [
                {
                    "result": "La feuille de route est adoptée en conseil des ministres.",
                    "indicator": "Décision publiée",
                    "baseline": "Aucune",
                    "target": "Adoptée",
                    "verification": "Journal officiel",
                }
            ]
        },
    },
    "activities": {
        "picked": {
            "4.1": ("1", "Les créateurs n’ont pas accès à une formation dans leur langue, hors de la capitale."),
            "3.2": ("2", "La négociation régionale s’ouvre en 2027 et nous devons y parler d’une seule voix."),
        }
    },
    "partners": {
        "participation": "Les partenaires siègent dans l’équipe et valident chaque étape en réunion publique.",
        "coordination": "La cellule numérique tient le calendrier ; l’équipe se réunit chaque mois.",
        "rows": {
            "partners": [
                {
                    "name": "Fédération des artistes",
                    "kind": "civil_society",
                    "part": "Consulte ses membres.",
                    "contacted": "yes",
                },
                {
                    "name": "Université publique",
                    "kind": "academia",
                    "part": "Conduit l’enquête.",
                    "contacted": "no",
                },
            ]
        },
    },
    "resources": {
        "resources_summary": "Deux cadres à mi-temps, une salle et une ligne du budget de 2027.",
        "rows": {
            "resources": [
                {
                    "kind": "in_kind",
                    "description": "Salle de réunion équipée",
                    "quantity": "40 jours",
                    "amount_usd": "2000",
                    "source": "Ministère",
                }
            ]
        },
    },
    "expertise": {
        "expertise_summary": "Une personne qui a conduit une telle concertation, et un formateur.",
        "rows": {
            "needs": [
                {
                    "description": "Programme de formation",
                    "activity": "4.1",
                    "languages": "Français",
                    "mode": "on_site",
                    "days": "18",
                }
            ]
        },
    },
    "workplan": {
        "start": "2027-05-03",
        "months": "14",
        "method": "Chaque étape se conclut par un document validé par l’équipe.",
        "rows": {
            "work": [
                {
                    "step": "TA2",
                    "title": "Concertation",
                    "month_from": "1",
                    "month_to": "4",
                    "produces": "Diagnostic",
                    "responsible": "Cellule numérique",
                },
                {
                    "step": "TA5",
                    "title": "Rédaction",
                    "month_from": "5",
                    "month_to": "10",
                    "produces": "Projet",
                    "responsible": "Équipe",
                },
                {
                    "step": "TA7",
                    "title": "Validation",
                    "month_from": "11",
                    "month_to": "14",
                    "produces": "Feuille de route",
                    "responsible": "Ministère",
                },
            ]
        },
    },
    "budget": {
        "budget_note": "Prix de 2026, d’après trois devis.",
        "rows": {"budget": [{"line": "Deux ateliers en région", "asked_usd": "8400", "own_usd": "2500"}]},
    },
    "gender": {
        "gender_situation": "Les femmes sont 24 % des auteurs déclarés (2024).",
        "gender_actions": "Une formation sur deux leur est réservée.",
        "gender_follow_up": "Chaque chiffre est tenu par sexe.",
    },
    "risks": {
        "rows": {
            "risks": [
                {
                    "risk": "La loi est reportée.",
                    "likelihood": "medium",
                    "impact": "medium",
                    "owner": "Direction",
                    "mitigation": "Le plan d’action prévoit deux calendriers.",
                },
                {
                    "risk": "Le réseau est coupé en région.",
                    "likelihood": "high",
                    "impact": "low",
                    "owner": "Cellule numérique",
                    "mitigation": "Les documents sont imprimés.",
                },
            ]
        }
    },
    "sustainability": {
        "sustainability": "La cellule devient un service, avec deux postes au budget de 2028.",
        "complementarity": "Un projet régional équipe des studios ; nous partagerons nos modules de formation.",
    },
    "attachments": {"title": "Lettre du secrétaire général"},
    "declaration": {
        "declared": True,
        "declared_name": "Sènan Houngbédji",
        "declared_title": "Directrice adjointe",
        "declared_place": "Cotonou",
    },
}

BY_LANGUAGE = {"en": ENGLISH, "fr": FRENCH}
