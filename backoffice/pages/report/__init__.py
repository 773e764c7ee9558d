"""One report's page: facts, stage, history, evidence, surroundings, actions."""
