package dev.hardening.audit;

import java.util.List;

/**
 * A control that a request meets.
 *
 * @param stage where on its way
 * @param control the control, and its name if there are several
 * @param effect what it does to the request, as a whole sentence
 * @param keys the properties that decide so, the most telling first
 */
public record ExplainedControl(ExplainStage stage, String control, String effect, List<String> keys) {

	public ExplainedControl {
		keys = List.copyOf(keys);
	}

	/**
	 * Create an explanation.
	 * @param stage where on its way
	 * @param control the control
	 * @param effect what it does
	 * @param keys the properties that decide so
	 * @return the explanation
	 */
	public static ExplainedControl of(ExplainStage stage, String control, String effect, String... keys) {
		return new ExplainedControl(stage, control, effect, List.of(keys));
	}

}
