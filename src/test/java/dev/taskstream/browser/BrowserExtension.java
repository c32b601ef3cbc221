package dev.taskstream.browser;

import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.context.ApplicationContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Skips tests where there is no browser, and says so; but in CI ({@code CI=true}) they
 * run, and fail. After each test the browser has left the page and no task runs.
 */
final class BrowserExtension implements ExecutionCondition, AfterEachCallback {

	private static final String SKIPPED = "Skipped, since chromium (or google-chrome) and chromedriver are not both"
			+ " on the PATH: the tests in package dev.taskstream.browser";

	private static final AtomicBoolean said = new AtomicBoolean();

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (Chromium.isInstalled() || Boolean.parseBoolean(System.getenv("CI"))) {
			return ConditionEvaluationResult.enabled(null);
		}
		if (said.compareAndSet(false, true)) {
			System.out.println(SKIPPED);
		}
		return ConditionEvaluationResult.disabled(SKIPPED);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		ApplicationContext application = SpringExtension.getApplicationContext(context);
		application.getBean(Page.class).leave();
		application.getBean(Stage.class).clear();
		application.getBean(RequestLog.class).clear();
		application.getBean(ScriptedServer.class).clear();
	}

}
