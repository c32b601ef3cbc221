package dev.taskstream.browser;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of one origin with the module and the tasks of another.
 */
@BrowserTest
class OtherOriginTests {

	@Autowired
	Page page;

	@Autowired
	Stage stage;

	@Test
	void aPageOfAnotherOriginImportsTheModuleAndWatches() {
		List<Actor> actors = this.stage.start(3);
		try (Wire other = new Wire(this.page.port())) {
			this.page.open("/pages/other-origin.html?" + other.url(""));
			this.page.awaitTrue("return window.ready");
			for (Actor actor : actors) {
				this.page.js("show(arguments[0])", other.url(actor.streamUrl()));
			}
			this.page.awaitTrue("return states('running') === 3");

			other.breakBy(Wire.Breakage.RESET);
			this.page.awaitTrue("return states('reconnecting') === 3");
			other.mend();
			actors.get(0).completes("done");
			actors.get(1).fails("broken", "It broke.");
			this.page.awaitTrue("return states('running', 'completed', 'failed') === 3");
			this.page.js("document.querySelector('[state=running]').shadowRoot.querySelector('button').click()");

			this.page.awaitTrue("return states('completed') + states('failed') + states('cancelled') === 3");
			assertThat(this.stage.status(actors.get(2)).name()).isEqualTo("CANCELLED");
		}
	}

	@Test
	void anUnknownTaskOfAnotherOriginIsLost() {
		try (Wire other = new Wire(this.page.port())) {
			this.page.open("/pages/other-origin.html?" + other.url(""));
			this.page.awaitTrue("return window.ready");

			this.page.js("show(arguments[0])", other.url("/api/tasks/00000000-0000-4000-8000-000000000000/stream"));

			this.page.awaitTrue("return states('lost') === 1");
		}
	}

}
