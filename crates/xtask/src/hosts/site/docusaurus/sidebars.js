export default { guides: ["index", "guide", "other"] };
