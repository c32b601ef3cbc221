package dev.taskstream.browser;

import dev.taskstream.browser.ScriptedServer.Answer;
import dev.taskstream.browser.ScriptedServer.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The request of the button, under Spring Security and where it fails.
 */
@BrowserTest
class CancelTests {

	private static final String STREAM = "/scripted/tasks/a/stream";

	private static final String CANCEL = "/scripted/tasks/a/cancel";

	private static final String FAILED = "The task could not be cancelled.";

	@Autowired
	Page page;

	@Autowired
	ScriptedServer server;

	@AfterEach
	void forgetCookies() {
		this.page.driver().manage().deleteAllCookies();
	}

	@Test
	void theTokenIsTakenFromTheCookieOrThePage() {
		String id = openTask(202);
		this.page.js("document.cookie = 'other=1'; document.cookie = 'XSRF-TOKEN=a%2Bb'");
		assertThat(cancel(id).xsrf()).isEqualTo("a+b");

		id = openTask(202);
		this.page.js("document.head.insertAdjacentHTML('beforeend', '<meta name=_csrf content=secret>')");
		assertThat(cancel(id).csrf()).isEqualTo("secret");

		id = openTask(202);
		this.page.js("document.head.insertAdjacentHTML('beforeend', "
				+ "'<meta name=_csrf content=masked><meta name=_csrf_header content=X-XSRF-TOKEN>')");
		assertThat(cancel(id).xsrf()).isEqualTo("masked");
	}

	@Test
	void anotherOriginIsToldNoToken() {
		String id = openTask(202);
		this.page.js("document.cookie = 'XSRF-TOKEN=secret'");
		this.page.js("document.getElementById(arguments[0]).stream = arguments[1]", id,
				"http://127.0.0.1:" + this.page.port() + STREAM);
		this.page.awaitState(id, "waiting");

		Request request = cancel(id);

		assertThat(request.xsrf()).isNull();
		assertThat(request.csrf()).isNull();
	}

	@Test
	void theElementSaysThatTheRequestFailedAndItCanBeMadeAgain() {
		String id = openTask(403);
		cancel(id);
		this.page.awaitPart(id, "notice", FAILED);
		assertThat(disabled(id)).isNull();

		this.server.answer(
				(request) -> request.url().equals(CANCEL) ? Answer.redirect("/pages/tasks.html") : Answer.stream(""));
		assertThat(this.page.jsAsync("document.getElementById(arguments[0]).cancel().then(arguments[1])", id))
			.isEqualTo(false);
		this.page.awaitPart(id, "notice", FAILED);

		this.server.answer((request) -> request.url().equals(CANCEL) ? Answer.status(202) : Answer.stream(""));
		cancel(id);
		this.page.awaitPart(id, "notice", "");
		Page.awaiting().until(() -> disabled(id), "true"::equals);
	}

	@Test
	void aTaskThatHasEndedMeanwhileIsNoFailure() {
		String id = openTask(409);

		assertThat(this.page.jsAsync("document.getElementById(arguments[0]).cancel().then(arguments[1])", id))
			.isEqualTo(true);
		this.page.awaitPart(id, "notice", "");
	}

	@Test
	void theElementSaysThatTheServerCannotBeReached() {
		try (Wire wire = new Wire(this.page.port())) {
			this.page.openTasks();
			String id = this.page.show(wire.url(STREAM), "Import");
			Page.awaiting().until(this.server::urls, (urls) -> urls.contains(STREAM));
			wire.breakBy(Wire.Breakage.RESET);

			this.page.part(id, "cancel").click();

			this.page.awaitPart(id, "notice", FAILED);
		}
	}

	private String openTask(int status) {
		this.server.clear();
		this.server.answer((request) -> request.url().equals(CANCEL) ? Answer.status(status) : Answer.stream(""));
		this.page.openTasks();
		String id = this.page.show(STREAM, "Import");
		Page.awaiting().until(this.server::urls, (urls) -> urls.contains(STREAM));
		return id;
	}

	private Request cancel(String id) {
		long earlier = cancellations();
		this.page.part(id, "cancel").click();
		Page.awaiting().until(this::cancellations, (number) -> number > earlier);
		return this.server.requests()
			.stream()
			.filter((request) -> request.url().equals(CANCEL))
			.reduce((first, second) -> second)
			.orElseThrow();
	}

	private long cancellations() {
		return this.server.urls().stream().filter(CANCEL::equals).count();
	}

	private @Nullable String disabled(String id) {
		return this.page.part(id, "cancel").getDomAttribute("aria-disabled");
	}

}
