package dev.taskstream.browser;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * htmx puts what a stream says into the page as markup.
 */
@BrowserTest
class HtmxTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Autowired
	RequestLog requests;

	@Test
	void sseSwapShowsEachKindOfEvent() {
		Actor actor = this.stage.start();
		this.page.open("/pages/htmx.html?" + actor.streamUrl());

		awaitText("started", "\"name\":\"Actor\"");
		actor.says("Row 40 of 100", 0.4);
		awaitText("progress", "\"text\":\"Row 40 of 100\",\"value\":0.4");
		actor.fails("broken", "It broke.");

		awaitText("failed", "\"message\":\"It broke.\"");
		this.page.awaitTrue("return source.readyState === EventSource.CLOSED");
		assertThat(this.requests.entries()).hasSize(1);
	}

	@Test
	void markupThatATaskReportsRunsNothing() {
		String markup = "<img src=x onerror='ran = true'><script>ran = true</script>&lt;img src=x onerror='ran = true'>";
		Actor actor = this.stage.start();
		actor.says(markup);
		this.page.open("/pages/htmx.html?" + actor.streamUrl());
		awaitText("progress", "img src=x");
		actor.completes(markup);
		awaitText("completed", "img src=x");

		// What would run has run when a picture that came later has failed
		this.page.jsAsync("""
				const probe = new Image();
				probe.onerror = arguments[0];
				probe.src = 'x';
				document.body.append(probe)""");
		assertThat(this.page.<Object>js("return window.ran")).isNull();
		assertThat(this.page.<Long>js("return document.querySelectorAll('main img, main script').length")).isZero();
	}

	private void awaitText(String id, String text) {
		this.page.awaitTrue("return document.getElementById(arguments[0]).textContent.includes(arguments[1])", id,
				text);
	}

}
