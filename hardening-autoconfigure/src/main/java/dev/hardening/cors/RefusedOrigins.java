package dev.hardening.cors;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Remembers refused origins that look like an allowed one: a site of ours that was
 * forgotten, or one that somebody built to be taken for ours. Remembers a few, because
 * whoever sends requests chooses what they say.
 */
public final class RefusedOrigins {

	private static final int MOST = 20;

	private static final int LONGEST = 261;

	private final Map<String, String> alike = new ConcurrentHashMap<>();

	/**
	 * Hear of a refused origin.
	 * @param origin the origin as the browser sent it
	 * @param allowed the origins that are allowed, {@code null} for none
	 */
	public void add(String origin, @Nullable List<String> allowed) {
		if (allowed == null || this.alike.size() >= MOST || origin.length() > LONGEST) {
			return;
		}
		OriginLikeness sent = OriginLikeness.parse(origin);
		if (sent == null || this.alike.containsKey(sent.toString())) {
			return;
		}
		for (String one : allowed) {
			OriginLikeness ours = OriginLikeness.parse(one);
			String likeness = (ours != null) ? sent.likenessTo(ours) : null;
			if (likeness != null) {
				this.alike.put(sent.toString(), "%s %s".formatted(likeness, ours));
				return;
			}
		}
	}

	/**
	 * Return what was refused and looks like an allowed origin.
	 * @return how each is alike, by origin
	 */
	Map<String, String> alike() {
		return new TreeMap<>(this.alike);
	}

}
