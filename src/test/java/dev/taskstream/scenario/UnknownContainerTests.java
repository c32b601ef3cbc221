package dev.taskstream.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.taskstream.TaskStartResponse;
import dev.taskstream.sse.Connection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.filter.OncePerRequestFilter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Tomcat that we have not set up, for example one that an application is deployed to.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "taskstream.stream.keep-alive=200ms")
class UnknownContainerTests extends StreamScenario {

	@Test
	void clientsThatVanishAreNoticed() throws Exception {
		Puppet puppet = new Puppet();
		TaskStartResponse started = this.tasks.start(puppet);
		List<RawPeer> peers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			peers.add(RawPeer.watching(this.port, started.streamUrl()));
		}
		for (RawPeer peer : peers) {
			peer.readUntil("task_started");
		}
		for (RawPeer peer : peers) {
			peer.resets();
		}

		await().until(() -> this.streams.size() == 0);
		await().until(() -> this.interceptor.open() == 0);
		assertThat(this.advice.seen()).isEmpty();
		this.tasks.cancel(started.taskId());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class WithoutConnection {

		@Bean
		OncePerRequestFilter hidesTheConnection() {
			return new OncePerRequestFilter() {
				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					request.removeAttribute(Connection.class.getName());
					chain.doFilter(request, response);
				}
			};
		}

	}

}
