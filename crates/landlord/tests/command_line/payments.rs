//! `landlord payments`: the payments by card, as the rent system reads them.

use crate::{Machine, check::execute};

#[tokio::test]
async fn an_amount_below_zero_has_its_sign_before_the_euros() {
    let machine = Machine::new();
    assert_eq!(machine.import().await.code, Some(0));
    // What banks sent back of two payments, one by less than a euro.
    let begun = "INSERT INTO card_payments (id, lease, tenant_code, term, amount, state, return_state, key_hash,
                                            body_hash, provider, asked_at, begun_at)
                 SELECT payment.id, lease, tenant_code, '2026-06', 38000, 'confirmed', '', payment.key, x'', 'sandbox', 0, 0
                 FROM (SELECT 'A' AS id, x'01' AS key UNION ALL SELECT 'B', x'02') AS payment,
                      (SELECT lease, tenant_code FROM tenants ORDER BY tenant_code LIMIT 1) AS tenant";
    execute(&machine, begun).await;
    let received = "INSERT INTO payments (reference, lease, received_on, amount, method)
                    SELECT 'EL-' || id, lease, '2026-07-10', iif(id = 'A', -5, -123456), 'card' FROM card_payments";
    execute(&machine, received).await;
    let listed = machine.run_line("payments").await;
    assert_eq!(listed.code, Some(0), "{}", listed.errors);
    let lines: Vec<&str> = listed.output.lines().collect();
    assert_eq!(lines.len(), 3, "{}", listed.output);
    assert!(lines[1].starts_with("EL-A;"), "{}", lines[1]);
    assert!(
        lines[1].ends_with(";2026-07-10;-0,05;carte bancaire"),
        "{}",
        lines[1]
    );
    assert!(
        lines[2].ends_with(";2026-07-10;-1234,56;carte bancaire"),
        "{}",
        lines[2]
    );
}
