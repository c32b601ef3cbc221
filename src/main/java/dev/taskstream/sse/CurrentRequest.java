package dev.taskstream.sse;

import java.security.Principal;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What a task takes from the request that starts it.
 */
public final class CurrentRequest {

	private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

	private final String contextPath;

	private final String servletPath;

	private final Supplier<@Nullable String> ownerBesideRequest;

	/**
	 * For an application at a context path.
	 * @param contextPath the path that counts when no request is being served
	 * @param servletPath the path of Spring's servlet below that; empty at the root
	 * @param ownerBesideRequest the name of the principal that the calling thread acts
	 * for where the request does not tell, if any
	 */
	public CurrentRequest(String contextPath, String servletPath, Supplier<@Nullable String> ownerBesideRequest) {
		this.contextPath = contextPath;
		this.servletPath = servletPath;
		this.ownerBesideRequest = ownerBesideRequest;
	}

	/**
	 * Who starts the task.
	 * @return the name of the authenticated principal, or {@code null}
	 */
	public @Nullable String owner() {
		HttpServletRequest request = request();
		Principal principal = (request != null) ? request.getUserPrincipal() : null;
		// A filter or plain servlet is given a request that Spring Security has yet to
		// wrap
		return (principal != null) ? principal.getName() : this.ownerBesideRequest.get();
	}

	/**
	 * Where a task is watched.
	 * @param taskId the task's id
	 * @return a path that begins with one slash
	 */
	public String streamUrl(UUID taskId) {
		HttpServletRequest request = request();
		String prefix = (request != null) ? request.getContextPath() : this.contextPath;
		String url = prefix + this.servletPath + "/api/tasks/" + taskId + "/stream";
		// More than one slash, or what browsers take for one, would lead to another host
		return LEADING_SLASHES.matcher(url).replaceFirst("/");
	}

	private static @Nullable HttpServletRequest request() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest() : null;
	}

}
