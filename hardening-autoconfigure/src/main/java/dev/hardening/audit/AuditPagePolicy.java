package dev.hardening.audit;

/**
 * The content security policy of the pages of the audit.
 *
 * @param value the value of the header
 */
public record AuditPagePolicy(String value) {

}
