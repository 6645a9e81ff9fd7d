package dev.hardening.security.servlet;

import java.io.IOException;

import dev.hardening.jwt.IssuedTokens;
import dev.hardening.jwt.JwtTokenService;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * An application with something to steal.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class AttackedApplication {

	@Controller
	record Pages(JwtTokenService tokens) {

		@ResponseBody
		@GetMapping({ "/me", "/open/me" })
		String me(Authentication authentication) {
			return (authentication != null) ? authentication.getName() + " " + authentication.getAuthorities()
					: "nobody";
		}

		@ResponseBody
		@RequestMapping({ "/admin/it", "/shut/it" })
		String administered() {
			return "administered";
		}

		@RequestMapping({ "/open/forward", "/forward" })
		String forward() {
			return "forward:/admin/it";
		}

		@ResponseBody
		@GetMapping({ "/open/later", "/later", "/admin/later" })
		DeferredResult<String> later() {
			DeferredResult<String> result = new DeferredResult<>();
			new Thread(() -> result.setResult("later")).start();
			return result;
		}

		@GetMapping("/open/error")
		void error(HttpServletResponse response) throws IOException {
			response.sendError(418);
		}

		@GetMapping("/open/boom")
		void boom() {
			throw new IllegalStateException("boom");
		}

		@ResponseBody
		@PostMapping("/open/refresh")
		IssuedTokens refresh(@RequestHeader("X-Refresh") String token) {
			return this.tokens.refresh(token);
		}

		@ResponseBody
		@PostMapping("/logout")
		String logout(@AuthenticationPrincipal Jwt token) {
			this.tokens.revoke(token);
			return "";
		}

	}

}
