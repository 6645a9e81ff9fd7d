package dev.hardening.headers.servlet;

import dev.hardening.headers.CspNonce;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.SmartView;

/**
 * Offers the nonce to templates as a variable of the name of the request attribute.
 */
class CspNonceInterceptor implements HandlerInterceptor {

	@Override
	public void postHandle(HttpServletRequest request, HttpServletResponse response, Object handler,
			@Nullable ModelAndView result) {
		if (result != null && result.hasView() && !isRedirect(result)
				&& request.getAttribute(CspNonce.ATTRIBUTE) instanceof CspNonce nonce) {
			result.addObject(CspNonce.ATTRIBUTE, nonce);
		}
	}

	// A redirect would put the nonce, like every attribute, into its query.
	private static boolean isRedirect(ModelAndView result) {
		String name = result.getViewName();
		return (name != null) ? name.startsWith("redirect:")
				: (result.getView() instanceof SmartView view && view.isRedirectView());
	}

}
