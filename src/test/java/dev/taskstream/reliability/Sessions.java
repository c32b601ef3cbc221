package dev.taskstream.reliability;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import dev.taskstream.scenario.RawPeer;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that its users sign in to and out of.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
class Sessions {

	private static final Pattern COOKIE = Pattern.compile("Set-Cookie: ([^;\r\n]+)");

	@PostMapping("/login")
	void login(HttpServletRequest request) {
		request.getSession(true);
	}

	@PostMapping("/logout")
	void logout(HttpServletRequest request) {
		request.getSession(false).invalidate();
	}

	/**
	 * Whether the container tells of a session that has ended while Spring MVC was
	 * looking for flash attributes in it, as it does first in every dispatch: also in the
	 * one that completes a stream, where it finds the response committed.
	 */
	static boolean isEndDuringDispatch(ILoggingEvent event) {
		IThrowableProxy thrown = event.getThrowableProxy();
		return (thrown != null && "getAttribute: Session already invalidated".equals(thrown.getMessage()))
				|| event.getMessage().startsWith("Cannot render error page for request");
	}

	/**
	 * Signs in.
	 * @return the header line that belongs to the session
	 */
	static String signIn(int port) throws IOException {
		Matcher cookie = COOKIE.matcher(post(port, "/login", "X-Nothing: 1").head());
		assertThat(cookie.find()).as("a session").isTrue();
		return "Cookie: " + cookie.group(1);
	}

	/**
	 * Signs out. Once this has returned, the session has ended.
	 */
	static void signOut(int port, String session) throws IOException {
		post(port, "/logout", session);
	}

	private static Answer post(int port, String path, String header) throws IOException {
		try (RawPeer peer = RawPeer.connect(port)
			.sends("POST " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "Content-Length: 0", header)) {
			Answer answer = Answer.parse(peer.readToEnd());
			assertThat(answer.status()).isEqualTo(200);
			return answer;
		}
	}

}
