package dev.hardening.lockout;

import java.util.ArrayList;
import java.util.List;

import dev.hardening.audit.ControlExplainer;
import dev.hardening.audit.ExplainStage;
import dev.hardening.audit.ExplainedControl;
import dev.hardening.audit.ExplainedRequest;
import dev.hardening.web.ControlMode;

/**
 * Tells which tracks count a failed authentication.
 */
class LockoutExplainer implements ControlExplainer {

	private final Lockouts lockouts;

	LockoutExplainer(Lockouts lockouts) {
		this.lockouts = lockouts;
	}

	@Override
	public List<ExplainedControl> explain(ExplainedRequest request) {
		List<ExplainedControl> controls = new ArrayList<>();
		for (String name : this.lockouts.names()) {
			LockoutTrack track = this.lockouts.find(name);
			if (track != null && track.match(request.path()) != null) {
				String key = "hardening.lockout.tracks." + name;
				String effect = "After %s failed authentications it is %s for %d s.".formatted(
						track.attempts().limits().get(0),
						(this.lockouts.mode() == ControlMode.ENFORCE) ? "refused with 429" : "reported",
						track.locks().get(0).limits().get(0).period().toSeconds());
				controls.add(ExplainedControl.of(ExplainStage.LOCKOUT, "Lockout " + name, effect, key + ".failures",
						key + ".paths", key + ".lock"));
			}
		}
		return controls;
	}

}
