package dev.taskstream.docs;

import java.security.Principal;
import java.time.Instant;
import java.util.UUID;

import dev.taskstream.TaskAccessPolicy;
import dev.taskstream.TaskInfo;
import dev.taskstream.TaskStatus;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The policy that docs/security.md shows.
 */
class SupportAccessTests {

	private final TaskInfo task = new TaskInfo(UUID.randomUUID(), "Import", TaskStatus.PENDING, null, null,
			Instant.EPOCH, null, null, null, null);

	@Bean
	TaskAccessPolicy ownersAndSupport() {
		TaskAccessPolicy ownerOnly = TaskAccessPolicy.ownerOnly();
		return (task, owner, caller) -> ownerOnly.permits(task, owner, caller) || isSupport(caller);
	}

	private static boolean isSupport(Principal caller) {
		return caller instanceof Authentication authentication && authentication.getAuthorities()
			.stream()
			.anyMatch((authority) -> "ROLE_SUPPORT".equals(authority.getAuthority()));
	}

	@Test
	void ownersAndTheSupportSeeATaskAndNobodyElse() {
		assertThat(permits("ada")).isTrue();
		assertThat(permits("grace", "ROLE_SUPPORT")).isTrue();
		assertThat(permits("grace", "ROLE_USER")).isFalse();
		assertThat(ownersAndSupport().permits(this.task, "ada", null)).isFalse();
	}

	private boolean permits(String caller, String... authorities) {
		return ownersAndSupport().permits(this.task, "ada", UsernamePasswordAuthenticationToken.authenticated(caller,
				null, AuthorityUtils.createAuthorityList(authorities)));
	}

}
