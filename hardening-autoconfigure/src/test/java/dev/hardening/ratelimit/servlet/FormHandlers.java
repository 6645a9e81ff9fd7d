package dev.hardening.ratelimit.servlet;

import dev.hardening.ratelimit.RateLimit;
import dev.hardening.ratelimit.RateLimitExempt;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Handlers that are told apart by parameters.
 */
@RestController
class FormHandlers {

	@RateLimit(limits = "1/1h", name = "avatars")
	@PostMapping(path = "/picture", params = "kind=avatar")
	String avatar() {
		return "avatar";
	}

	@RateLimit(limits = "2/1h", name = "covers")
	@PostMapping(path = "/picture", params = "kind=cover")
	String cover() {
		return "cover";
	}

	@RateLimit(limits = "1/1h", name = "subscriptions")
	@PostMapping(path = "/subscribe", params = "email")
	String subscribe() {
		return "subscribe";
	}

	@RateLimit(limits = "1/1h", name = "cart")
	@PostMapping("/cart")
	String cart() {
		return "cart";
	}

	@RateLimit(limits = "2/1h", name = "cart-add")
	@PostMapping(path = "/cart", params = "action=add")
	String addToCart() {
		return "add";
	}

	@RateLimitExempt
	@PostMapping(path = "/mixed", params = "!file")
	String free() {
		return "free";
	}

	@RateLimit(limits = "1/1h", name = "mixed")
	@PostMapping(path = "/mixed", params = "file")
	String limited() {
		return "limited";
	}

	@RateLimit(limits = "1/1h", name = "particular")
	@PostMapping("/general/particular")
	String particular() {
		return "particular";
	}

	@RateLimitExempt
	@PostMapping(path = "/general/{any}", params = "any")
	String general() {
		return "general";
	}

}
