package org.example.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authenticates devices by their keys, and refuses every request without a right one.
 */
class ApiKeyFilter extends OncePerRequestFilter {

	static final String HEADER = "X-Api-Key";

	private static final int MIN_LENGTH = 32;

	private final Map<String, byte[]> hashes = new HashMap<>();

	ApiKeyFilter(Map<String, String> keysByDevice) {
		if (keysByDevice.isEmpty()) {
			throw new IllegalArgumentException("No API key is configured");
		}
		keysByDevice.forEach((device, key) -> {
			if (key.length() < MIN_LENGTH) {
				throw new IllegalArgumentException("The API key of " + device + " is shorter than " + MIN_LENGTH);
			}
			this.hashes.put(device, hash(key));
		});
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String key = request.getHeader(HEADER);
		String device = (key != null) ? deviceOf(hash(key)) : null;
		if (device == null) {
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			return;
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(
				UsernamePasswordAuthenticationToken.authenticated(device, null, AuthorityUtils.NO_AUTHORITIES));
		SecurityContextHolder.setContext(context);
		chain.doFilter(request, response);
	}

	// Takes the same time for every wrong key: hashes are compared as a whole, and all of them
	private String deviceOf(byte[] hash) {
		String found = null;
		for (Map.Entry<String, byte[]> candidate : this.hashes.entrySet()) {
			if (MessageDigest.isEqual(candidate.getValue(), hash)) {
				found = candidate.getKey();
			}
		}
		return found;
	}

	private static byte[] hash(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	// A stream ends with an ASYNC dispatch, which Spring Security checks, too

	@Override
	protected boolean shouldNotFilterAsyncDispatch() {
		return false;
	}

	@Override
	protected boolean shouldNotFilterErrorDispatch() {
		return false;
	}

}
