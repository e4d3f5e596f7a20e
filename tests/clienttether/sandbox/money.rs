//! Proposals and payments. No call makes them: they come with the seed data.

use clienttether_generated::{
    ReadAllPayments, ReadOpportunityList, ReadProposalPayments, ReadProposals, records,
};
use prose_runtime::{Id, Record as _};

use super::{Session, UNKNOWN, code, refused};

pub(crate) const CALLS: &[&str] = &[
    "read_proposals",
    "read_proposal_payments",
    "read_all_payments",
];

impl Session {
    /// The contacts that have proposals.
    async fn with_proposals(&self) -> Vec<Id> {
        let call = ReadOpportunityList::new().proposal_modified_from_date("2000-01-01 00:00:00");
        let mut records = self.client.read_opportunity_list(call).records();
        let mut ids = Vec::new();
        while let Some(opportunity) = records.next().await {
            ids.push(opportunity.unwrap().opportunity_id().unwrap());
        }
        ids
    }

    async fn proposals(&self, id: &Id) -> Vec<records::Proposal> {
        let reply = self.client.read_proposals(ReadProposals::new(id)).await;
        reply.unwrap().into_records()
    }

    async fn payments(&self, id: &Id, from: &str) -> Vec<records::Payment> {
        let call = ReadProposalPayments::new(id, from);
        let reply = self.client.read_proposal_payments(call).await;
        reply.unwrap().into_records()
    }

    async fn all_payments(&self, call: ReadAllPayments) -> Vec<records::Payment> {
        let reply = self.client.read_all_payments(call).await;
        reply.unwrap().into_records()
    }
}

fn cents(amount: &str) -> u64 {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, "0"));
    whole.parse::<u64>().unwrap() * 100 + format!("{fraction:0<2}").parse::<u64>().unwrap()
}

#[tokio::test]
async fn proposals_have_every_documented_part() {
    let session = Session::busy();
    let ids = session.with_proposals().await;
    assert!(!ids.is_empty());
    let mut numbers = std::collections::BTreeSet::new();
    for id in &ids {
        let proposals = session.proposals(id).await;
        assert!(!proposals.is_empty());
        for proposal in proposals {
            let shown = proposal.row().to_json();
            assert!(proposal.proposal_id().is_some(), "{shown}");
            assert!(proposal.proposal_type().is_some(), "{shown}");
            let number = proposal.proposal_num().unwrap().to_owned();
            assert!(numbers.insert(number), "unique within the account: {shown}");
            assert!(proposal.estimator().is_some(), "{shown}");
            let lines = proposal.line_item_detail();
            assert!(!lines.is_empty(), "{shown}");
            let sum: u64 = lines
                .iter()
                .map(|line| cents(line.line_price().unwrap()))
                .sum();
            assert!(
                lines.iter().all(|line| line.description().is_some()),
                "{shown}"
            );
            let price = cents(proposal.final_price().unwrap());
            let discount = cents(proposal.discount().unwrap());
            assert_eq!(
                price + discount,
                sum,
                "after all line items and discounts: {shown}"
            );
            for product in proposal.recommended_products() {
                assert!(product.product_type().is_some(), "{shown}");
                assert!(product.product_description().is_some(), "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn payments_of_all_contacts_are_the_payments_of_the_account() {
    let session = Session::busy();
    let all = session.all_payments(ReadAllPayments::new()).await;
    assert!(!all.is_empty());
    let mut count = 0;
    for id in session.with_proposals().await {
        let proposals = session.proposals(&id).await;
        for payment in session.payments(&id, "2000-01-01").await {
            let shown = payment.row().to_json();
            let proposal = proposals
                .iter()
                .find(|proposal| proposal.proposal_id() == payment.proposal_id())
                .unwrap();
            assert_eq!(
                payment.proposal_number(),
                proposal.proposal_num(),
                "{shown}"
            );
            assert!(cents(payment.amount().unwrap()) > 0, "{shown}");
            assert!(payment.payment_type().is_some(), "{shown}");
            assert!(payment.payment_status().is_some(), "{shown}");
            assert_eq!(payment.payday().unwrap().len(), 10, "{shown}");
            assert_eq!(payment.created_date().unwrap().len(), 10, "{shown}");
            count += 1;
        }
    }
    assert_eq!(count, all.len());
}

#[tokio::test]
async fn nobody_pays_more_than_the_price() {
    let session = Session::busy();
    for id in session.with_proposals().await {
        let payments = session.payments(&id, "2000-01-01").await;
        for proposal in session.proposals(&id).await {
            let paid: u64 = payments
                .iter()
                .filter(|payment| payment.proposal_id() == proposal.proposal_id())
                .map(|payment| cents(payment.amount().unwrap()))
                .sum();
            let price = cents(proposal.final_price().unwrap());
            assert!(paid <= price, "{paid} of {price}");
        }
    }
}

#[tokio::test]
async fn payments_begin_with_the_given_day() {
    let session = Session::busy();
    let all = session.all_payments(ReadAllPayments::new()).await;
    let mut days: Vec<_> = all.iter().map(|it| it.created_date().unwrap()).collect();
    days.sort_unstable();
    let middle = days[days.len() / 2];
    let expected = days.iter().filter(|day| **day >= middle).count();
    let since = session
        .all_payments(ReadAllPayments::new().created_date(middle))
        .await;
    assert_eq!(since.len(), expected);
    assert!(expected < all.len() && since.iter().any(|it| it.created_date() == Some(middle)));
    let never = session
        .all_payments(ReadAllPayments::new().created_date("2100-01-01"))
        .await;
    assert!(never.is_empty());
    for id in session.with_proposals().await {
        let since = session.payments(&id, middle).await;
        assert!(since.iter().all(|it| it.created_date().unwrap() >= middle));
    }
}

#[tokio::test]
async fn a_new_contact_has_neither_proposals_nor_payments() {
    let session = Session::quiet();
    let id = session.contact("Jo").await;
    assert!(session.proposals(&id).await.is_empty());
    assert!(session.payments(&id, "2000-01-01").await.is_empty());
    assert!(
        session
            .all_payments(ReadAllPayments::new())
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn money_of_nobody_is_not_found_and_days_must_exist() {
    let session = Session::quiet();
    let client = session.unchecked();
    let error = refused(client.read_proposals(ReadProposals::new(UNKNOWN)).await);
    assert!(error.is_not_found(), "{error}");
    let call = ReadProposalPayments::new(UNKNOWN, "2026-01-01");
    assert!(refused(client.read_proposal_payments(call).await).is_not_found());
    let id = session.contact("Jo").await;
    let call = ReadProposalPayments::new(&id, "2026-02-30");
    let error = refused(client.read_proposal_payments(call).await);
    assert_eq!(code(&error), "created_date");
    let call = ReadAllPayments::new().created_date("2026-02-30");
    let error = refused(client.read_all_payments(call).await);
    assert_eq!(code(&error), "created_date");
    let call = super::raw(prose_runtime::Method::Get, "read_proposal_payments")
        .with("client_id", id.as_str());
    assert_eq!(code(&refused(client.send(call).await)), "CT_501");
}
