package dev.hardening.web.servlet;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestFilter}.
 */
class RequestFilterTests {

	private final MockHttpServletRequest request = new MockHttpServletRequest();

	private final MockHttpServletResponse response = new MockHttpServletResponse();

	private final MockFilterChain chain = new MockFilterChain();

	private final Counting filter = new Counting();

	@Test
	void requestWhenItArrivesIsFiltered() throws Exception {
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.filter.count).isOne();
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "REQUEST")
	void requestWhenDispatchedAgainPasses(DispatcherType type) throws Exception {
		this.request.setDispatcherType(type);
		this.filter.doFilter(this.request, this.response, this.chain);
		assertThat(this.filter.count).isZero();
		assertThat(this.chain.getRequest()).isSameAs(this.request);
	}

	private static final class Counting extends RequestFilter {

		private int count;

		@Override
		protected void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
				throws IOException, ServletException {
			this.count++;
			chain.doFilter(request, response);
		}

	}

}
