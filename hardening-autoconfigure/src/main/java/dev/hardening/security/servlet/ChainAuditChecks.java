package dev.hardening.security.servlet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.hardening.audit.AuditCheck;
import dev.hardening.audit.AuditChecks;
import dev.hardening.audit.AuditResult;
import dev.hardening.audit.AuditSeverity;
import dev.hardening.audit.Checklist;
import jakarta.servlet.Filter;

import org.springframework.core.env.Environment;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.rememberme.RememberMeAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Looks at the chains as they are, whoever made them.
 */
final class ChainAuditChecks implements AuditChecks {

	// A browser sends these along by itself.
	private static final List<Class<? extends Filter>> AMBIENT = List.of(BasicAuthenticationFilter.class,
			UsernamePasswordAuthenticationFilter.class, RememberMeAuthenticationFilter.class);

	private static final Set<String> WEAK = Set.of("NoOpPasswordEncoder", "StandardPasswordEncoder",
			"MessageDigestPasswordEncoder", "LdapShaPasswordEncoder", "Md4PasswordEncoder");

	private final Supplier<List<SecurityFilterChain>> chains;

	private final List<PasswordEncoder> encoders;

	private final boolean mechanisms;

	private final Environment environment;

	ChainAuditChecks(Supplier<List<SecurityFilterChain>> chains, List<PasswordEncoder> encoders, boolean mechanisms,
			Environment environment) {
		this.chains = chains;
		this.encoders = List.copyOf(encoders);
		this.mechanisms = mechanisms;
		this.environment = environment;
	}

	@Override
	public List<AuditCheck> checks() {
		return Stream.of(
				AuditCheck.of("HRD-SEC-007", "There is a way to authenticate", AuditSeverity.WARNING, this::ways)
					.because("Where nobody can authenticate, sooner or later a rule opens everything.")
					.mendedBy("hardening.jwt.secret, hardening.api-keys.enabled, or a chain of your own")
					.demandedBy("ASVS 5.0 6.1.3", Checklist.GUIDE.part("3"), Checklist.IMPROVEMENTS.part("9")),
				AuditCheck.of("HRD-SEC-008", "Every chain decides who may", AuditSeverity.WARNING, this::authorized)
					.because("What such a chain covers is open, without headers and limits.")
					.mendedBy("permit-all in hardening.security.rules instead of web.ignoring()")
					.demandedBy("ASVS 5.0 8.3.1", Checklist.STORY.part("1")),
				AuditCheck.of("HRD-SEC-009", "No other site can act for a user", AuditSeverity.WARNING, this::forgery)
					.because("A browser sends a session or password along with what another site asks.")
					.mendedBy("csrf left on where a chain has a login or HTTP Basic")
					.demandedBy("ASVS 5.0 3.5.1"),
				AuditCheck.of("HRD-SEC-010", "Passwords are kept as slow hashes", AuditSeverity.ERROR, this::hashes)
					.because("Who reads the table has all passwords, here and elsewhere.")
					.mendedBy("PasswordEncoderFactories.createDelegatingPasswordEncoder()")
					.demandedBy("ASVS 5.0 11.4.2"))
			.map((check) -> check.outsideDevelopment(this.environment))
			.toList();
	}

	private AuditResult ways() {
		boolean ambient = this.chains.get().stream().anyMatch(ChainAuditChecks::isAmbient);
		boolean other = this.chains.get()
			.stream()
			.flatMap((chain) -> chain.getFilters().stream())
			.anyMatch((filter) -> filter.getClass().getSimpleName().endsWith("AuthenticationFilter")
					&& !filter.getClass().getSimpleName().startsWith("Anonymous"));
		boolean good = this.mechanisms || ambient || other;
		return AuditResult.passIf(good, good ? "There is." : "Every request that no rule opens is answered with 401.");
	}

	private static boolean isAmbient(SecurityFilterChain chain) {
		return AMBIENT.stream().anyMatch((type) -> has(chain, type));
	}

	private static boolean has(SecurityFilterChain chain, Class<? extends Filter> type) {
		return chain.getFilters().stream().anyMatch(type::isInstance);
	}

	private AuditResult authorized() {
		long open = this.chains.get().stream().filter((chain) -> !has(chain, AuthorizationFilter.class)).count();
		return AuditResult.passIf(open == 0, (open == 0) ? "All %d do.".formatted(this.chains.get().size())
				: "%d of %d do not.".formatted(open, this.chains.get().size()));
	}

	private AuditResult forgery() {
		List<SecurityFilterChain> ambient = new ArrayList<>(this.chains.get());
		ambient.removeIf((chain) -> !isAmbient(chain));
		if (ambient.isEmpty()) {
			return AuditResult.pass("Browsers send nothing along by themselves.");
		}
		boolean guarded = ambient.stream().allMatch((chain) -> has(chain, CsrfFilter.class));
		return AuditResult.passIf(guarded, guarded ? "Forms carry a token." : "A chain with a login has no token.");
	}

	private AuditResult hashes() {
		List<String> weak = this.encoders.stream()
			.map((encoder) -> encoder.getClass().getSimpleName())
			.filter(WEAK::contains)
			.toList();
		return AuditResult.passIf(weak.isEmpty(),
				!weak.isEmpty() ? "There is a %s.".formatted(weak.get(0))
						: this.encoders.isEmpty() ? "Spring Security's default hashes with bcrypt."
								: "By %s.".formatted(this.encoders.get(0).getClass().getSimpleName()));
	}

}
