"""Requests about the elections of unions as commands and queries."""

from __future__ import annotations

from datetime import date
from typing import Any

from contracts.rpc.licensing import candidacies
from contracts.rpc.licensing import elections as contract
from contracts.rpc.problems import read
from services.licensing.app.elections import commands
from services.licensing.domain.contact import NOBODY, Contact
from services.licensing.domain.elections.centre_count import CandidateVotes, Count

Request = dict[str, Any]


def announce(request: Request) -> commands.AnnounceDate:
    asked = read(contract.AnnounceElectionDate, request)
    return commands.AnnounceDate(date.fromisoformat(asked["polling_on"]))


def postpone(request: Request) -> commands.PostponeDate:
    asked = read(contract.PostponeElectionDate, request)
    polling_on = date.fromisoformat(asked["polling_on"])
    return commands.PostponeDate(**{**asked, "polling_on": polling_on})


def nominate(request: Request) -> commands.Nominate:
    return commands.Nominate(**read(candidacies.NominateCandidate, request))


def agree(request: Request) -> commands.Agree:
    asked = read(candidacies.ConsentToCandidacy, request)
    contact = Contact(NOBODY.name, **asked["contact"])
    return commands.Agree(asked["candidacy_id"], asked["document_id"], contact)


def examine(request: Request) -> commands.Examine:
    return commands.Examine(**read(candidacies.CheckCandidacy, request))


def withdraw(request: Request) -> commands.Withdraw:
    return commands.Withdraw(**read(candidacies.CandidacyRef, request))


def file_objection(request: Request) -> commands.FileObjection:
    return commands.FileObjection(**read(candidacies.FileElectionObjection, request))


def decide(request: Request) -> commands.Decide:
    return commands.Decide(**read(candidacies.DecideElectionObjection, request))


def finalise(request: Request) -> commands.Finalise:
    return commands.Finalise(**read(contract.ElectionRef, request))


def enter_count(request: Request) -> commands.EnterCount:
    asked = read(contract.EnterCentreCount, request)
    votes = tuple(CandidateVotes(**each) for each in asked["count"]["votes"])
    count = Count(**{**asked["count"], "votes": votes})
    return commands.EnterCount(**{**asked, "count": count})


def draw_lot(request: Request) -> commands.DrawLot:
    asked = read(contract.RecordLot, request)
    return commands.DrawLot(**{**asked, "drawn": tuple(asked["drawn"])})


def confirm(request: Request) -> commands.ConfirmResults:
    return commands.ConfirmResults(**read(contract.ElectionRef, request))


def voters(request: Request) -> tuple[str, bool | None, str | None, int]:
    """Of which election, which of them, and the page."""
    asked = read(contract.ListVoters, request)
    eligible = {"true": True, "false": False}.get(asked["eligible"])
    return asked["election_id"], eligible, asked["after"], asked["limit"]
