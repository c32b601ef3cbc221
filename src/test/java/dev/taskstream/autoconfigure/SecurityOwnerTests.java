package dev.taskstream.autoconfigure;

import java.util.UUID;

import dev.taskstream.sse.CurrentRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static org.assertj.core.api.Assertions.assertThat;

class SecurityOwnerTests {

	private final CurrentRequest currentRequest = new CurrentRequest("/app", "/api/tasks", SecurityOwner::current);

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
		RequestContextHolder.resetRequestAttributes();
	}

	@Test
	void aThreadWithoutARequestActsForWhoeverItsSecurityContextNames() {
		authenticate(UsernamePasswordAuthenticationToken.authenticated("ada", null, AuthorityUtils.NO_AUTHORITIES));

		assertThat(this.currentRequest.owner()).isEqualTo("ada");
		assertThat(this.currentRequest.streamUrl(UUID.randomUUID())).startsWith("/app/api/tasks/");
	}

	@Test
	void nobodyIsTheOwnerWithoutAnAuthentication() {
		assertThat(this.currentRequest.owner()).isNull();
	}

	@Test
	void neitherAnonymousNorUnprovenCallersOwn() {
		authenticate(new AnonymousAuthenticationToken("key", "anonymousUser", AuthorityUtils.createAuthorityList("x")));
		assertThat(this.currentRequest.owner()).isNull();

		authenticate(UsernamePasswordAuthenticationToken.unauthenticated("ada", "a guess"));
		assertThat(this.currentRequest.owner()).isNull();
	}

	@Test
	void securityContextTellsTheOwnerUnlessTheRequestDoes() {
		authenticate(UsernamePasswordAuthenticationToken.authenticated("ada", null, AuthorityUtils.NO_AUTHORITIES));
		MockHttpServletRequest request = new MockHttpServletRequest();
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

		assertThat(this.currentRequest.owner()).isEqualTo("ada");

		request.setUserPrincipal(() -> "grace");
		assertThat(this.currentRequest.owner()).isEqualTo("grace");
	}

	private static void authenticate(Authentication authentication) {
		SecurityContextHolder.getContext().setAuthentication(authentication);
	}

}
