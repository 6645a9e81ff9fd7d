package dev.hardening.web;

/**
 * What a control does about a request that it would refuse.
 */
public enum ControlMode {

	/** Refuse it. */
	ENFORCE,

	/** Count and log it, and let it pass: for a team that wants to watch first. */
	REPORT

}
