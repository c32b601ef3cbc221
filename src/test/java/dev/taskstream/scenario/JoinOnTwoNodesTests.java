package dev.taskstream.scenario;

/**
 * {@link JoinTests} on two nodes.
 */
@OnTwoNodes
class JoinOnTwoNodesTests extends JoinTests {

}
