package dev.taskstream.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.util.ClassUtils;

/**
 * The principal in Spring Security's context, for threads that serve no request but
 * inherit the context: that of an {@code @Async} method, or of a task that starts
 * another.
 */
final class SecurityOwner {

	private static final boolean PRESENT = ClassUtils.isPresent(
			"org.springframework.security.core.context.SecurityContextHolder", SecurityOwner.class.getClassLoader());

	private SecurityOwner() {
	}

	static @Nullable String current() {
		return PRESENT ? Context.current() : null;
	}

	/**
	 * Loaded only if Spring Security is present.
	 */
	private static final class Context {

		private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

		static @Nullable String current() {
			Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
			return (authentication != null && TRUST.isAuthenticated(authentication)) ? authentication.getName() : null;
		}

	}

}
