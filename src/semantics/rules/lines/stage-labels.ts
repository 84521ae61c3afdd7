/** Labels that scripts elsewhere put before a colon and that name no speaker, with what is written here. */

const transitions =
  /^(?:(?:smash |match |jump )?cut|fade|dissolve|wipe)(?: to| in| out)?(?: black| white)?$|^(?:切|切至|切到|切入|淡入|淡出|叠化|叠入|闪白|闪黑|划像)$/i;
const framings =
  /^(?:(?:extreme )?close(?:[- ]up| on)?|(?:medium|wide|long|full|establishing)(?: shot)?|angle on|pov|insert)$|^(?:特写|大特写|近景|中近景|中景|全景|远景|大远景|空镜|主观镜头|俯拍|仰拍|航拍)$/i;
const sounds = /^(?:sound|sounds|sound effects?|sfx|fx)$|^(?:环境音|背景音|音响|声效)$/i;

export function hintForStageLabel(label: string): string | undefined {
  if (transitions.test(label)) {
    return 'A transition stands between shots, in their column: “transition dissolve 0.5s”. Within one clip a new inner shot begins with “cut: …”.';
  }
  if (framings.test(label)) {
    return 'How the shot is framed is written “camera: …”; “cut: …” begins the next inner shot of this clip.';
  }
  return sounds.test(label) ? 'What is heard is written “sfx: …”.' : undefined;
}
