package dev.hardening.validation;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.web.util.HtmlUtils;

/**
 * Offers a {@link Sanitizer}. The constraints need no bean.
 */
@AutoConfiguration
@ConditionalOnClass(HtmlUtils.class)
public final class InputValidationAutoConfiguration {

	private static final String OWASP = "org.owasp.html.Sanitizers";

	@Bean
	@ConditionalOnMissingBean
	Sanitizer sanitizer() {
		boolean owasp = ClassUtils.isPresent(OWASP, getClass().getClassLoader());
		return new Sanitizer(owasp ? new HtmlPolicy.Owasp() : HtmlPolicy.ESCAPE);
	}

}
