package dev.taskstream.sse;

import java.security.Principal;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The caller of a stream, and whether it may still see it. Safe for use by several
 * threads.
 */
final class StreamCaller {

	private final @Nullable String name;

	private final @Nullable HttpSession session;

	private final BooleanSupplier rule;

	private final AtomicBoolean asking = new AtomicBoolean();

	private volatile long askedNanos = System.nanoTime();

	private volatile boolean revoked;

	private StreamCaller(@Nullable String name, @Nullable HttpSession session, BooleanSupplier rule) {
		this.name = name;
		this.session = session;
		this.rule = rule;
	}

	/**
	 * Create the caller of a request.
	 * @param rule whether the caller may see the tasks of the stream; may throw, and may
	 * take its time
	 */
	static StreamCaller of(HttpServletRequest request, BooleanSupplier rule) {
		return new StreamCaller(nameOf(request.getUserPrincipal()), request.getSession(false), rule);
	}

	private static @Nullable String nameOf(@Nullable Principal principal) {
		try {
			return (principal != null) ? principal.getName() : null;
		}
		catch (Throwable ex) {
			// The application's code: this caller has no limit of its own
			return null;
		}
	}

	/**
	 * Return the name of the authenticated principal, if any.
	 */
	@Nullable String name() {
		return this.name;
	}

	/**
	 * Whether the stream was opened in a given session.
	 */
	boolean isIn(HttpSession other) {
		try {
			return this.session != null && this.session.getId().equals(other.getId());
		}
		catch (IllegalStateException ex) {
			// A container may refuse to name a session that has ended
			return false;
		}
	}

	/**
	 * Revoke the access if the session has ended. Its end may precede the registration of
	 * the stream, or be told to no listener.
	 */
	void checkSession() {
		try {
			if (this.session != null) {
				// Fails on a session that has ended, and does not count as its use
				this.session.getCreationTime();
			}
		}
		catch (IllegalStateException ex) {
			revoke();
		}
	}

	/**
	 * Whether the rule was asked longer ago than a given time. A rule that does not
	 * return is not asked again.
	 */
	boolean isDue(long nanos, long now) {
		return now - this.askedNanos >= nanos && !this.asking.get();
	}

	/**
	 * Check the session and ask the rule again, as long as that takes. If the caller may
	 * not see the stream any more, or the rule cannot tell, the access is revoked.
	 */
	void ask() {
		if (!this.asking.compareAndSet(false, true)) {
			return;
		}
		try {
			checkSession();
			if (!this.rule.getAsBoolean()) {
				revoke();
			}
		}
		catch (Throwable ex) {
			revoke();
		}
		finally {
			this.askedNanos = System.nanoTime();
			this.asking.set(false);
		}
	}

	void revoke() {
		this.revoked = true;
	}

	boolean isRevoked() {
		return this.revoked;
	}

}
