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
 * The request that the calling thread serves, if any, and from which a task takes its
 * owner and its URL.
 */
public final class CurrentRequest {

	private static final Pattern LEADING_SLASHES = Pattern.compile("^[/\\\\]+");

	private final String contextPath;

	private final String basePath;

	private final Supplier<@Nullable String> ownerBesideRequest;

	/**
	 * Create an accessor for an application.
	 * @param contextPath the context path if the calling thread serves no request
	 * @param basePath the path of the endpoints below that, that of Spring's servlet
	 * included
	 * @param ownerBesideRequest supplies the name of the principal, if any, that the
	 * calling thread acts for if its request does not tell
	 */
	public CurrentRequest(String contextPath, String basePath, Supplier<@Nullable String> ownerBesideRequest) {
		this.contextPath = contextPath;
		this.basePath = basePath;
		this.ownerBesideRequest = ownerBesideRequest;
	}

	/**
	 * Return the owner of a task that is started now.
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
	 * Return the URL of a task's stream.
	 * @param taskId the task's id
	 * @return a path that begins with one slash
	 */
	public String streamUrl(UUID taskId) {
		HttpServletRequest request = request();
		String prefix = (request != null) ? request.getContextPath() : this.contextPath;
		String url = prefix + this.basePath + "/" + taskId + "/stream";
		// Two slashes, or what browsers take for them, would begin the name of another
		// host
		return LEADING_SLASHES.matcher(url).replaceFirst("/");
	}

	private static @Nullable HttpServletRequest request() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)
				? attributes.getRequest() : null;
	}

}
